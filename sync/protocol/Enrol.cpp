#include "sync/protocol/Enrol.h"
