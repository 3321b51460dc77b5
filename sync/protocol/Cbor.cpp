#include "sync/protocol/Cbor.h"
