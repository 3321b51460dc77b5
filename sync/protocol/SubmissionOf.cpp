#include "sync/protocol/SubmissionOf.h"

#include "sync/protocol/Cbor.h"
#include "sync/protocol/WireParts.h"

#include <algorithm>

namespace luotsi::sync::protocol {

namespace {

template<typename Id> void writeAsSet(CborWriter &writer, std::vector<Id> ids)
{
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    writeIds(writer, ids);
}

} // namespace

SubmissionId submissionOf(const DraftId &draft, std::uint32_t round, std::vector<ChangeId> heads,
                          std::vector<BlobId> attachments)
{
    CborWriter writer;
    writer.array(5).text(u"luotsi submission 1").fixed(draft).number(round);
    writeAsSet(writer, std::move(heads));
    writeAsSet(writer, std::move(attachments));
    return sha256As<SubmissionId>(writer.take());
}

QString instanceIdOf(const DraftId &draft, std::uint32_t round)
{
    CborWriter writer;
    writer.array(3).text(u"luotsi instance 1").fixed(draft).number(round);
    QByteArray uuid = sha256As<SubmissionId>(writer.take()).toByteArray().left(16);
    uuid[6] = static_cast<char>((uuid[6] & 0x0f) | 0x80); // version 8
    uuid[8] = static_cast<char>((uuid[8] & 0x3f) | 0x80); // variant of RFC 9562
    QString text = QString::fromLatin1(uuid.toHex());
    for (const int dash : {8, 13, 18, 23})
        text.insert(dash, QLatin1Char('-'));
    return QStringLiteral("uuid:") + text;
}

QString referenceOf(const SubmissionId &submission)
{
    // The resume code's alphabet: no characters that are mistaken for each other when read out.
    static constexpr char alphabet[] = "2346789ABCDEFGHJKMNPQRTUVWXYZ";
    std::uint64_t number = 0;
    for (int i = 0; i < 8; ++i)
        number = (number << 8) | submission.data()[i];
    QString text;
    for (int i = 0; i < 8; ++i) {
        if (i == 4)
            text.append(QLatin1Char('-'));
        text.append(QLatin1Char(alphabet[number % (sizeof(alphabet) - 1)]));
        number /= sizeof(alphabet) - 1;
    }
    return text;
}

} // namespace luotsi::sync::protocol
