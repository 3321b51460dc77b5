#include "sealing/WrapSealing.h"
