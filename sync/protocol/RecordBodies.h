#pragma once

// Bodies of what a draft carries beside its answers. Body.cpp's part in a file of its own; not for use
// outside.

#include "sync/protocol/Body.h"
#include "sync/protocol/Cbor.h"

namespace luotsi::sync::protocol {

void writeBody(CborWriter &writer, const RequestBody &body);
void writeBody(CborWriter &writer, const HandoverBody &body);
void writeBody(CborWriter &writer, const MigrateBody &body);

void readBody(CborReader &reader, std::size_t &left, RequestBody &body);
void readBody(CborReader &reader, std::size_t &left, HandoverBody &body);
void readBody(CborReader &reader, std::size_t &left, MigrateBody &body);

} // namespace luotsi::sync::protocol
