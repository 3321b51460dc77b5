#include "crypto/SecretBytes.h"
