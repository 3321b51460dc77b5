#include "packs/Pack.h"
