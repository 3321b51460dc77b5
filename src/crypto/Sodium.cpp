#include "crypto/Sodium.h"
