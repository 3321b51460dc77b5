#include "sync/protocol/RecordBodies.h"

#include <QSet>

#include <algorithm>
#include <vector>

namespace luotsi::sync::protocol {

namespace {

/// One to one: two answers can never come to stand under one path.
bool isOneToOne(const std::vector<MovedPath> &paths)
{
    QSet<QString> targets;
    for (const MovedPath &moved : paths) {
        if (moved.from.isEmpty() || moved.to.isEmpty() || targets.contains(moved.to))
            return false;
        targets.insert(moved.to);
    }
    return std::adjacent_find(paths.begin(), paths.end(), [](const MovedPath &left, const MovedPath &right) {
               return left.from >= right.from;
           }) == paths.end();
}

} // namespace

void writeBody(CborWriter &writer, const RequestBody &body)
{
    writer.map(5).number(0).text(body.textId).number(1).text(body.text).number(2).text(body.due);
    writer.number(3).text(body.sender).number(4).integer(body.askedAt);
}

void writeBody(CborWriter &writer, const HandoverBody &body)
{
    writer.map(2).number(0).text(body.holder).number(1).integer(body.at);
}

void writeBody(CborWriter &writer, const MigrateBody &body)
{
    writer.map(3).number(0).fixed(body.from).number(1).fixed(body.to).number(2).array(body.paths.size());
    for (const MovedPath &moved : body.paths)
        writer.array(2).text(moved.from).text(moved.to);
}

void readBody(CborReader &reader, std::size_t &left, RequestBody &body)
{
    reader.needKey(left, 0);
    body.textId = reader.text();
    reader.needKey(left, 1);
    body.text = reader.text();
    reader.needKey(left, 2);
    body.due = reader.text();
    reader.needKey(left, 3);
    body.sender = reader.text();
    reader.needKey(left, 4);
    body.askedAt = reader.integer();
    if (body.textId.isEmpty() == body.text.isEmpty())
        reader.fail("a request has one text");
}

void readBody(CborReader &reader, std::size_t &left, HandoverBody &body)
{
    reader.needKey(left, 0);
    body.holder = reader.text();
    reader.needKey(left, 1);
    body.at = reader.integer();
}

void readBody(CborReader &reader, std::size_t &left, MigrateBody &body)
{
    reader.needKey(left, 0);
    body.from = reader.fixed<FormHash>();
    reader.needKey(left, 1);
    body.to = reader.fixed<FormHash>();
    reader.needKey(left, 2);
    const std::size_t count = reader.array();
    if (count > maximumMovedPaths)
        reader.fail("too many paths");
    for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
        reader.arrayOf(2);
        const QString from = reader.text();
        body.paths.push_back({from, reader.text()});
    }
    if (!isOneToOne(body.paths))
        reader.fail("paths unsorted or twice");
}

} // namespace luotsi::sync::protocol
