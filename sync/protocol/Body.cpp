#include "sync/protocol/Body.h"
