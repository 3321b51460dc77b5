#include "pki/CertificateFacts.h"
