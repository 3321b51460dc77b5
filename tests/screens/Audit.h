#pragma once

#include <QQuickItem>
#include <QString>
#include <QStringList>

namespace luotsi::screens {

/// Each audit walks what is visible below `root` and returns one line per defect, empty when there is none.
/// Lengths in device-independent pixels. Threading: GUI thread, after the scene is laid out.

/// Words that are cut, elided, or stick out of the window, of their viewport's width or of their button.
[[nodiscard]] QStringList clippedTexts(QQuickItem *root);
/// Text ids where words should be.
[[nodiscard]] QStringList untranslatedTexts(QQuickItem *root);
/// Things to press or fill in, or words, that lie over each other.
[[nodiscard]] QStringList overlaps(QQuickItem *root);
/// Things to press that are smaller than `minimum`, or nearer to each other than `gap`.
[[nodiscard]] QStringList poorTargets(QQuickItem *root, qreal minimum, qreal gap);
/// Things to press or fill in without a role, a name, or the ability to take the focus.
[[nodiscard]] QStringList namelessItems(QQuickItem *root);
/// Whether the device can read aloud; the header has the tool for it only then.
enum class Speech { None, Available };
/// Not exactly one primary act, or no header, or no bottom strip, or Listen where nothing can speak.
[[nodiscard]] QStringList missingFrame(QQuickItem *root, Speech speech);
/// Controls that take no room though they should be seen: a row without height or width.
[[nodiscard]] QStringList collapsedControls(QQuickItem *root);
/// Things to press that Tab never reaches, starting anywhere on the page.
[[nodiscard]] QStringList unreachableByTab(QQuickItem *root);

/// Everything that can be pressed or filled in and is visible and enabled.
[[nodiscard]] QList<QQuickItem *> interactiveItems(QQuickItem *root);
/// The visible item of that objectName below `root`; null when there is none.
[[nodiscard]] QQuickItem *itemNamed(QQuickItem *root, const QString &name);
/// The part of an item that can be seen, in window coordinates; empty when scrolled away.
[[nodiscard]] QRectF visibleRect(const QQuickItem *item);
[[nodiscard]] QString describe(const QQuickItem *item);

} // namespace luotsi::screens
