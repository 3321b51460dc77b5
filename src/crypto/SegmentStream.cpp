#include "crypto/SegmentStream.h"
