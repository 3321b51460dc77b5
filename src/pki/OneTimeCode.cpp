#include "pki/OneTimeCode.h"
