#include "crypto/KeyedHash.h"
