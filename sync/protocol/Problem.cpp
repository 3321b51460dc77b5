#include "sync/protocol/Problem.h"
