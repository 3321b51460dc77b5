#include "sealing/ChangeSealing.h"
