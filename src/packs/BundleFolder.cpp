#include "packs/BundleFolder.h"
