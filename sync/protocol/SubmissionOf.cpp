#include "sync/protocol/SubmissionOf.h"
