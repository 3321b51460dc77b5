#include "sealing/BlobSealing.h"
