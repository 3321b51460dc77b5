#include "packs/Bundle.h"
