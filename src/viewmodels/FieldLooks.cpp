#include "viewmodels/FieldLooks.h"

#include <QStringView>

#include <algorithm>
#include <array>

namespace luotsi::viewmodels {

namespace {

struct PictureType
{
    QByteArrayView start;
    const char *mediaType;
};

constexpr std::array pictureTypes{
    PictureType{"\x89PNG", "image/png"},   PictureType{"\xff\xd8\xff", "image/jpeg"},
    PictureType{"GIF8", "image/gif"},      PictureType{"<svg", "image/svg+xml"},
    PictureType{"<?xml", "image/svg+xml"},
};

class Appearance
{
public:
    explicit Appearance(QStringList tokens) : m_tokens(std::move(tokens)) {}

    [[nodiscard]] bool has(const char *token) const { return m_tokens.contains(QLatin1String(token)); }
    /// 1: one under the other; 0: as many as fit.
    [[nodiscard]] int columns() const
    {
        for (const QString &token : m_tokens) {
            for (const char *start : {"columns-", "compact-"}) {
                bool ok = false;
                const int number =
                    token.startsWith(QLatin1String(start)) ? QStringView(token).mid(8).toInt(&ok) : 0;
                if (ok && number > 0)
                    return number;
            }
        }
        const std::array many{"columns", "columns-pack", "horizontal", "horizontal-compact", "compact"};
        const bool any =
            std::any_of(many.begin(), many.end(), [this](const char *token) { return has(token); });
        return any ? 0 : 1;
    }

private:
    QStringList m_tokens;
};

int decimalsOf(const QString &number)
{
    const auto dot = number.indexOf(u'.');
    return dot < 0 ? 0 : static_cast<int>(number.size() - dot - 1);
}

void readScale(const forms::RangeBounds &bounds, FieldContent &content)
{
    content.from = bounds.start.toDouble();
    content.to = bounds.end.toDouble();
    const double step = bounds.step.toDouble();
    content.step = step > 0 ? step : 1;
    content.decimals = std::max({decimalsOf(bounds.start), decimalsOf(bounds.end), decimalsOf(bounds.step)});
}

} // namespace

QByteArray mediaFile(const usecases::KnownForm &form, const QString &reference)
{
    return form.media.value(reference.mid(reference.lastIndexOf(u'/') + 1));
}

QString pictureUrl(const usecases::KnownForm &form, const QString &reference)
{
    const QByteArray bytes = reference.isEmpty() ? QByteArray() : mediaFile(form, reference);
    const auto type =
        std::find_if(pictureTypes.begin(), pictureTypes.end(), [&](const PictureType &candidate) {
            return QByteArrayView(bytes).trimmed().startsWith(candidate.start);
        });
    if (type == pictureTypes.end())
        return {};
    return QStringLiteral("data:%1;base64,%2")
        .arg(QLatin1String(type->mediaType), QString::fromLatin1(bytes.toBase64()));
}

void readLook(const usecases::KnownForm &form, const forms::FormInstance &instance, forms::NodeId node,
              FieldContent &content)
{
    const Appearance look(instance.appearance(node));
    const forms::Media media = instance.media(node);
    content.picture = pictureUrl(form, media.image.isEmpty() ? media.bigImage : media.image);
    content.sound = mediaFile(form, media.audio).isEmpty() ? QString() : media.audio;
    content.hasVideo = !media.video.isEmpty();
    content.minimal = look.has("minimal") || look.has("autocomplete") || look.has("search");
    content.likert = look.has("likert");
    // Leading on by itself would take a page away from somebody who is to see what it says about the answer.
    content.quick = look.has("quick") && !look.has("luotsi-urgent") && !look.has("luotsi-sensitive");
    content.columns = look.columns();
    content.digits = look.has("numbers");
    content.dateParts = look.has("year") ? 1 : look.has("month-year") ? 2 : 3;
    content.signature = look.has("signature");
    content.annotated = look.has("annotate");
    const QString kinds = instance.parameter(node, QStringLiteral("mediatype"));
    content.anyFile = !kinds.isEmpty() && !kinds.contains(QLatin1String("image"));
    if (instance.control(node) == forms::ControlKind::Range)
        readScale(instance.rangeBounds(node), content);
}

} // namespace luotsi::viewmodels
