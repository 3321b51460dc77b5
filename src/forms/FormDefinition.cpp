#include "forms/FormDefinition.h"
