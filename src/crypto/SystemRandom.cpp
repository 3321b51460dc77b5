#include "crypto/SystemRandom.h"
