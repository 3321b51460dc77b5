#include "sync/protocol/ChangeCodec.h"
