#include "crypto/BoxKeys.h"
