#include "packs/Profile.h"
