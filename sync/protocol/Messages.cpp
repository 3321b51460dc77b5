#include "sync/protocol/Messages.h"
