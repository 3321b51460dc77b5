#include "packs/Manifest.h"
