#pragma once

#include <QColor>
#include <QImage>
#include <QQuickItem>
#include <QStringList>

namespace luotsi::screens {

/// Audits that look at what was drawn. `picture` is the window at one pixel per unit.

/// Contrast ratio after WCAG 2.2.
[[nodiscard]] qreal contrastRatio(const QColor &first, const QColor &second);
/// Words whose colour is nearer than 4.5 : 1 to the ground they are drawn on (3 : 1 for large words); words
/// of disabled controls are exempt (WCAG 1.4.3).
[[nodiscard]] QStringList faintTexts(QQuickItem *root, const QImage &picture);
/// Things to press whose edge differs less than 3 : 1 from the ground around them and from their own fill.
[[nodiscard]] QStringList faintControls(QQuickItem *root, const QImage &picture);
/// The focus mark of `item` is not drawn: neither of its two rings differs 3 : 1 from what was there.
[[nodiscard]] QStringList faintFocus(const QQuickItem *item, const QImage &without, const QImage &with);

} // namespace luotsi::screens
