#include "sealing/DraftKeys.h"
