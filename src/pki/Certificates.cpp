#include "pki/Certificates.h"
