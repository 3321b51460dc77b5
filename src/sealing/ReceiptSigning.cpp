#include "sealing/ReceiptSigning.h"
