#include "screens/PixelAudit.h"

#include "screens/Audit.h"

#include <QFont>
#include <QHash>

#include <cmath>

namespace luotsi::screens {

namespace {

constexpr qreal textRatio = 4.5;
constexpr qreal shapeRatio = 3.0;
constexpr int largePixels = 24; // 18 pt
constexpr int largeBoldPixels = 19;

qreal linear(qreal channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

qreal luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// The colour most pixels of the area have: the ground under the words.
QColor ground(const QImage &picture, const QRect &area)
{
    QHash<QRgb, int> counts;
    const QRect inside = area.intersected(picture.rect());
    for (int y = inside.top(); y <= inside.bottom(); y += 2) {
        for (int x = inside.left(); x <= inside.right(); x += 2)
            ++counts[picture.pixel(x, y) & 0x00FFFFFFu];
    }
    QRgb best = 0;
    int most = -1;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (it.value() > most) {
            most = it.value();
            best = it.key();
        }
    }
    return QColor(best);
}

void collectTexts(QQuickItem *item, QList<QQuickItem *> &found)
{
    if (!item->isVisible() || !item->isEnabled() || item->opacity() <= 0.01 ||
        (item->clip() && (item->width() <= 0 || item->height() <= 0)))
        return;
    if (item->inherits("QQuickText") && !item->property("text").toString().isEmpty())
        found.append(item);
    const auto children = item->childItems();
    for (QQuickItem *child : children)
        collectTexts(child, found);
}

bool isLarge(const QFont &font)
{
    return font.pixelSize() >= largePixels ||
           (font.weight() >= QFont::Bold && font.pixelSize() >= largeBoldPixels);
}

qreal largestRatioAlong(const QImage &picture, const QRect &frame, const QColor &against)
{
    qreal best = 1;
    const int y = frame.center().y();
    for (int x = frame.left(); x < frame.left() + 8; ++x) {
        if (picture.rect().contains(x, y))
            best = std::max(best, contrastRatio(QColor(picture.pixel(x, y)), against));
    }
    return best;
}

} // namespace

qreal contrastRatio(const QColor &first, const QColor &second)
{
    const qreal a = luminance(first);
    const qreal b = luminance(second);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

QStringList faintTexts(QQuickItem *root, const QImage &picture)
{
    QStringList wrong;
    QList<QQuickItem *> texts;
    collectTexts(root, texts);
    for (const QQuickItem *text : texts) {
        const QRect area = visibleRect(text).toAlignedRect().intersected(picture.rect());
        if (area.width() < 4 || area.height() < 4)
            continue;
        const auto color = text->property("color").value<QColor>();
        const QColor under = ground(picture, area);
        const qreal wanted = isLarge(text->property("font").value<QFont>()) ? shapeRatio : textRatio;
        const qreal ratio = contrastRatio(color, under);
        if (ratio < wanted)
            wrong.append(QStringLiteral("%1 on %2 is %3 : 1: %4")
                             .arg(color.name(), under.name())
                             .arg(ratio, 0, 'f', 2)
                             .arg(describe(text)));
    }
    return wrong;
}

QStringList faintControls(QQuickItem *root, const QImage &picture)
{
    QStringList wrong;
    const auto items = interactiveItems(root);
    for (const QQuickItem *item : items) {
        const auto *background = item->property("background").value<QQuickItem *>();
        const QRect frame = visibleRect(item).toAlignedRect();
        if (background == nullptr || frame.height() < item->height() - 1 ||
            item->objectName().startsWith(QLatin1String("scroll")))
            continue; // links and quiet buttons are told by their words
        const QPoint outside(frame.left() - 3, frame.center().y());
        if (!picture.rect().contains(outside))
            continue;
        const qreal ratio = largestRatioAlong(picture, frame, QColor(picture.pixel(outside)));
        if (ratio < shapeRatio)
            wrong.append(QStringLiteral("edge %1 : 1: %2").arg(ratio, 0, 'f', 2).arg(describe(item)));
    }
    return wrong;
}

QStringList faintFocus(const QQuickItem *item, const QImage &without, const QImage &with)
{
    const QRect frame = item->mapRectToScene(QRectF(0, 0, item->width(), item->height())).toAlignedRect();
    const int y = frame.center().y();
    int changed = 0;
    for (int x = frame.left() - 16; x < frame.left() + 2; ++x) {
        if (with.rect().contains(x, y) &&
            contrastRatio(QColor(without.pixel(x, y)), QColor(with.pixel(x, y))) >= shapeRatio)
            ++changed;
    }
    if (changed >= 2)
        return {};
    return {QStringLiteral("focus cannot be seen: ") + describe(item)};
}

} // namespace luotsi::screens
