#include "sync/protocol/FormManifest.h"
