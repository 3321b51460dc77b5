#include "crypto/Signature.h"
