#include "crypto/ResumeCode.h"
