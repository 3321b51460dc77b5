#include "sync/protocol/Roster.h"

#include "sync/protocol/Cbor.h"
#include "sync/protocol/Rewrap.h"
#include "sync/protocol/WireParts.h"

#include <algorithm>
#include <limits>

namespace luotsi::sync::protocol {

namespace {

using base::Result;

constexpr qsizetype keyBytes = 32;
constexpr qsizetype signatureBytes = 64;

QByteArray contentOf(const ScopeRoster &roster)
{
    CborWriter writer;
    writer.array(5).number(wireVersion).text(roster.scope).number(roster.number).integer(roster.issuedAt);
    writer.array(roster.members.size());
    for (const RosterMember &member : roster.members)
        writer.array(2).fixed(member.worker).bytes(member.boxKey);
    return writer.take();
}

std::vector<RosterMember> readMembers(CborReader &reader)
{
    const std::size_t count = reader.array();
    if (count > maximumRosterMembers)
        reader.fail("too many members");
    std::vector<RosterMember> members;
    for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
        reader.arrayOf(2);
        const auto worker = reader.fixed<ActorId>();
        members.push_back({worker, reader.bytes()});
        if (members.back().boxKey.size() != keyBytes)
            reader.fail("length of a key");
    }
    const auto outOfOrder = [](const RosterMember &left, const RosterMember &right) {
        return !(left.worker < right.worker);
    };
    if (std::adjacent_find(members.begin(), members.end(), outOfOrder) != members.end())
        reader.fail("members unsorted or twice");
    return members;
}

Result<ScopeRoster> decodeContent(QByteArrayView bytes)
{
    auto reader = openVersioned(bytes, maximumRosterBytes, 5);
    if (!reader)
        return reader.error();
    ScopeRoster roster;
    roster.scope = reader->text();
    if (!isWord(roster.scope))
        reader->fail("not a word");
    roster.number = reader->number();
    constexpr auto highest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (roster.number == 0 || roster.number > highest)
        reader->fail("number");
    roster.issuedAt = reader->integer();
    roster.members = readMembers(*reader);
    if (const auto end = reader->finish(); !end)
        return end.error();
    return roster;
}

} // namespace

QByteArray rosterSignedBytes(const ScopeRoster &roster)
{
    return "luotsi roster 1\n" + contentOf(roster);
}

QByteArray encodeRoster(const SignedRoster &roster)
{
    CborWriter writer;
    writer.array(2).bytes(contentOf(roster.roster)).bytes(roster.signature);
    return writer.take();
}

Result<SignedRoster> decodeRoster(QByteArrayView bytes)
{
    auto reader = CborReader::open(bytes, maximumRosterBytes);
    if (!reader)
        return reader.error();
    reader->arrayOf(2);
    const QByteArray content = reader->bytes();
    SignedRoster roster;
    roster.signature = reader->bytes();
    if (roster.signature.size() != signatureBytes)
        reader->fail("length of a signature");
    if (const auto end = reader->finish(); !end)
        return end.error();
    auto decoded = decodeContent(content);
    if (!decoded)
        return decoded.error();
    roster.roster = std::move(*decoded);
    return roster;
}

} // namespace luotsi::sync::protocol
