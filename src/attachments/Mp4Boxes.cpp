#include "attachments/Mp4Boxes.h"

#include <QtEndian>

#include <algorithm>
#include <array>

namespace luotsi::attachments {

using base::ErrorCode;
using base::Result;

namespace {

constexpr int mostNesting = 16;            // of boxes; files in use have eight
constexpr std::size_t mostBoxes = 200'000; // an hour cut into fragments of a second has twenty thousand
constexpr std::size_t mostRemarks = 10'000;

constexpr std::array remarkBoxes{"udta", "meta", "uuid"};
constexpr std::array nestingBoxes{"moov", "trak", "mdia", "minf", "stbl", "moof", "traf", "edts"};

template<std::size_t N> bool isOneOf(const QByteArray &name, const std::array<const char *, N> &names)
{
    return std::any_of(names.begin(), names.end(), [&](const char *known) { return name == known; });
}

struct Head
{
    QByteArray name;
    std::uint64_t content = 0;
    std::uint64_t end = 0;
};

class Walk
{
public:
    explicit Walk(base::ByteSource &source) : m_source(source) {}

    Result<void> through(std::uint64_t from, std::uint64_t to, int nesting)
    {
        while (from < to) {
            const auto head = headAt(from, to);
            if (!head)
                return head.error();
            if (nesting > mostNesting || ++m_count > mostBoxes)
                return senseless();
            if (auto taken = take(*head, from, nesting); !taken)
                return taken;
            from = head->end;
        }
        return {};
    }

    Mp4Boxes boxes;

private:
    static base::Error senseless()
    {
        return {ErrorCode::AttachmentUnreadable, QStringLiteral("the recording's parts make no sense"), {}};
    }

    Result<Head> headAt(std::uint64_t from, std::uint64_t to)
    {
        if (to - from < 8)
            return senseless();
        const auto bytes = m_source.read(from, std::min<std::uint64_t>(to - from, 16));
        if (!bytes)
            return bytes.error();
        std::uint64_t size = qFromBigEndian<quint32>(bytes->constData());
        std::uint64_t head = 8;
        if (size == 1) {
            if (bytes->size() < 16)
                return senseless();
            size = qFromBigEndian<quint64>(bytes->constData() + 8);
            head = 16;
        }
        if (size == 0)
            size = to - from;
        if (size < head || size > to - from)
            return senseless();
        return Head{bytes->mid(4, 4), from + head, from + size};
    }

    Result<void> take(const Head &head, std::uint64_t from, int nesting)
    {
        if (isOneOf(head.name, remarkBoxes)) {
            if (boxes.remarks.size() == mostRemarks)
                return senseless();
            boxes.remarks.push_back({from + 4, head.content, head.end});
            return {};
        }
        if (isOneOf(head.name, nestingBoxes))
            return through(head.content, head.end, nesting + 1);
        constexpr std::uint64_t upToHandler = 12; // version and flags, predefined, handler
        if (head.name != "hdlr" || head.end - head.content < upToHandler)
            return {};
        const auto handler = m_source.read(head.content + 8, 4);
        if (!handler)
            return handler.error();
        boxes.hasPictures = boxes.hasPictures || *handler == "vide";
        return {};
    }

    base::ByteSource &m_source;
    std::size_t m_count = 0;
};

} // namespace

Result<Mp4Boxes> readMp4Boxes(base::ByteSource &source)
{
    Walk walk(source);
    if (auto walked = walk.through(0, source.size(), 0); !walked)
        return walked.error();
    return std::move(walk.boxes);
}

} // namespace luotsi::attachments
