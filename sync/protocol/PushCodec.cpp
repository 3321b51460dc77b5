#include "sync/protocol/PushCodec.h"
