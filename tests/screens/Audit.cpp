#include "screens/Audit.h"

#include <QAccessible>
#include <QQuickWindow>
#include <QRegularExpression>
#include <QTest>

namespace luotsi::screens {

namespace {

constexpr qreal tolerance = 1.5;
constexpr qreal leastViewport = 60; // two lines of the smallest text

bool isText(const QQuickItem *item)
{
    return item->inherits("QQuickText");
}

bool isInteractive(const QQuickItem *item)
{
    return item->inherits("QQuickAbstractButton") || item->inherits("QQuickTextField") ||
           item->inherits("QQuickTextArea");
}

bool isShown(const QQuickItem *item)
{
    if (!item->isVisible() || item->width() <= 0 || item->height() <= 0)
        return false;
    for (const QQuickItem *ancestor = item; ancestor != nullptr; ancestor = ancestor->parentItem()) {
        if (ancestor->opacity() <= 0.01)
            return false;
    }
    return true;
}

void collect(QQuickItem *item, bool (*wanted)(const QQuickItem *), QList<QQuickItem *> &found)
{
    if (!item->isVisible() || (item->clip() && (item->width() <= 0 || item->height() <= 0)))
        return;
    if (wanted(item) && isShown(item))
        found.append(item);
    const auto children = item->childItems();
    for (QQuickItem *child : children)
        collect(child, wanted, found);
}

QList<QQuickItem *> texts(QQuickItem *root)
{
    QList<QQuickItem *> found;
    collect(root, isText, found);
    found.removeIf([](const QQuickItem *item) { return item->property("text").toString().isEmpty(); });
    return found;
}

QRectF sceneRect(const QQuickItem *item)
{
    return item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
}

/// Where the words themselves are, not the box they may use.
QRectF inkRect(const QQuickItem *text)
{
    const qreal width = text->property("contentWidth").toReal();
    const qreal height = text->property("contentHeight").toReal();
    const int horizontal = text->property("effectiveHorizontalAlignment").toInt();
    const int vertical = text->property("verticalAlignment").toInt();
    const qreal left = horizontal == Qt::AlignRight     ? text->width() - width
                       : horizontal == Qt::AlignHCenter ? (text->width() - width) / 2
                                                        : 0;
    const qreal padding = text->property("topPadding").toReal();
    const qreal top = vertical == Qt::AlignVCenter ? (text->height() - height) / 2 : padding;
    return text->mapRectToScene(QRectF(left, top, width, height));
}

const QQuickItem *viewportOf(const QQuickItem *item)
{
    for (const QQuickItem *ancestor = item->parentItem(); ancestor != nullptr;
         ancestor = ancestor->parentItem()) {
        if (ancestor->inherits("QQuickFlickable"))
            return ancestor;
    }
    return nullptr;
}

const QQuickItem *buttonOf(const QQuickItem *item)
{
    for (const QQuickItem *ancestor = item->parentItem(); ancestor != nullptr;
         ancestor = ancestor->parentItem()) {
        if (isInteractive(ancestor))
            return ancestor;
    }
    return nullptr;
}

bool related(const QQuickItem *first, const QQuickItem *second)
{
    return first->isAncestorOf(second) || second->isAncestorOf(first);
}

bool overlapping(const QRectF &first, const QRectF &second)
{
    const QRectF common = first.intersected(second);
    return common.width() > tolerance && common.height() > tolerance;
}

bool sticksOut(const QRectF &inner, const QRectF &outer, bool vertically)
{
    return inner.left() < outer.left() - tolerance || inner.right() > outer.right() + tolerance ||
           (vertically &&
            (inner.top() < outer.top() - tolerance || inner.bottom() > outer.bottom() + tolerance));
}

} // namespace

QRectF visibleRect(const QQuickItem *item)
{
    QRectF rect = sceneRect(item);
    for (const QQuickItem *ancestor = item->parentItem(); ancestor != nullptr;
         ancestor = ancestor->parentItem()) {
        if (ancestor->clip())
            rect = rect.intersected(sceneRect(ancestor));
    }
    return rect;
}

QString describe(const QQuickItem *item)
{
    const QString text = item->property("text").toString().left(40);
    const QRectF rect = sceneRect(item);
    return QStringLiteral("%1 %2 \"%3\" at %4,%5 %6×%7")
        .arg(QString::fromLatin1(item->metaObject()->className()).section(QLatin1Char('_'), 0, 0),
             item->objectName(), text)
        .arg(rect.x())
        .arg(rect.y())
        .arg(rect.width())
        .arg(rect.height());
}

QList<QQuickItem *> interactiveItems(QQuickItem *root)
{
    QList<QQuickItem *> found;
    collect(root, isInteractive, found);
    found.removeIf([](const QQuickItem *item) { return !item->isEnabled(); });
    return found;
}

QQuickItem *itemNamed(QQuickItem *root, const QString &name)
{
    if (!root->isVisible())
        return nullptr;
    if (root->objectName() == name)
        return root;
    const auto children = root->childItems();
    for (QQuickItem *child : children) {
        if (QQuickItem *found = itemNamed(child, name))
            return found;
    }
    return nullptr;
}

QStringList clippedTexts(QQuickItem *root)
{
    QStringList wrong;
    const QRectF window(QPointF(0, 0), QSizeF(root->window()->size()));
    const auto all = texts(root);
    for (const QQuickItem *text : all) {
        const QRectF ink = inkRect(text);
        const qreal descent = std::max(2.0, text->property("font").value<QFont>().pixelSize() * 0.3);
        const QQuickItem *viewport = viewportOf(text);
        const QQuickItem *button = buttonOf(text);
        if (text->property("truncated").toBool())
            wrong.append(QStringLiteral("elided: ") + describe(text));
        else if (text->property("contentWidth").toReal() > text->width() + tolerance ||
                 text->property("contentHeight").toReal() > text->height() + descent)
            wrong.append(QStringLiteral("larger than its box: ") + describe(text));
        else if (viewport != nullptr ? sticksOut(ink, sceneRect(viewport), false)
                                     : sticksOut(ink, window, true))
            wrong.append(QStringLiteral("outside of the window or column: ") + describe(text));
        else if (button != nullptr && sticksOut(ink, sceneRect(button), true))
            wrong.append(QStringLiteral("outside of its button: ") + describe(text));
    }
    return wrong;
}

QStringList untranslatedTexts(QQuickItem *root)
{
    static const QRegularExpression id(QStringLiteral("^[a-z]+(-[a-z0-9]+)+$|\\b[a-z]+(-[a-z0-9]+){2,}\\b"));
    // What stands between isolates is not ours: a name, a code, a line for staff.
    static const QRegularExpression isolated(QStringLiteral("\u2066[^\u2069]*\u2069"));
    QStringList wrong;
    const auto all = texts(root);
    for (const QQuickItem *text : all) {
        if (id.match(text->property("text").toString().remove(isolated)).hasMatch())
            wrong.append(QStringLiteral("an id instead of words: ") + describe(text));
    }
    return wrong;
}

QStringList overlaps(QQuickItem *root)
{
    QStringList wrong;
    const auto items = interactiveItems(root);
    for (qsizetype i = 0; i < items.size(); ++i) {
        for (qsizetype j = i + 1; j < items.size(); ++j) {
            if (!related(items[i], items[j]) && overlapping(visibleRect(items[i]), visibleRect(items[j])))
                wrong.append(describe(items[i]) + QStringLiteral(" over ") + describe(items[j]));
        }
    }
    const auto words = texts(root);
    for (qsizetype i = 0; i < words.size(); ++i) {
        for (qsizetype j = i + 1; j < words.size(); ++j) {
            const QRectF first = inkRect(words[i]).intersected(visibleRect(words[i]));
            const QRectF second = inkRect(words[j]).intersected(visibleRect(words[j]));
            if (overlapping(first, second))
                wrong.append(describe(words[i]) + QStringLiteral(" over ") + describe(words[j]));
        }
    }
    return wrong;
}

QStringList poorTargets(QQuickItem *root, qreal minimum, qreal gap)
{
    QStringList wrong;
    const auto items = interactiveItems(root);
    for (const QQuickItem *item : items) {
        if (item->width() < minimum - tolerance || item->height() < minimum - tolerance)
            wrong.append(QStringLiteral("too small: ") + describe(item));
    }
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QRectF first = visibleRect(items[i]);
        for (qsizetype j = i + 1; j < items.size(); ++j) {
            const QRectF second = visibleRect(items[j]);
            const QRectF grown =
                first.adjusted(-gap + tolerance, -gap + tolerance, gap - tolerance, gap - tolerance);
            if (!first.isEmpty() && !second.isEmpty() && !related(items[i], items[j]) &&
                grown.intersects(second))
                wrong.append(
                    QStringLiteral("too near: %1 and %2").arg(describe(items[i]), describe(items[j])));
        }
    }
    return wrong;
}

QStringList namelessItems(QQuickItem *root)
{
    QStringList wrong;
    const auto items = interactiveItems(root);
    for (QQuickItem *item : items) {
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(item);
        if (face == nullptr)
            wrong.append(QStringLiteral("not accessible: ") + describe(item));
        else if (face->text(QAccessible::Name).trimmed().isEmpty())
            wrong.append(QStringLiteral("no name: ") + describe(item));
        else if (face->role() == QAccessible::NoRole || face->role() == QAccessible::Client)
            wrong.append(QStringLiteral("no role: ") + describe(item));
        else if (!face->state().focusable)
            wrong.append(QStringLiteral("not focusable: ") + describe(item));
    }
    return wrong;
}

QStringList missingFrame(QQuickItem *root, Speech speech)
{
    QStringList wrong;
    int primaries = 0;
    QList<QQuickItem *> everything;
    collect(
        root, [](const QQuickItem *) { return true; }, everything);
    QStringList names;
    for (const QQuickItem *item : everything) {
        names.append(item->objectName());
        if (item->objectName() == QLatin1String("viewport") && item->height() < leastViewport)
            wrong.append(QStringLiteral("no room left for the page: ") + describe(item));
        primaries += item->objectName() == QLatin1String("primaryAction") ? 1 : 0;
    }
    if (primaries != 1)
        wrong.append(QStringLiteral("%1 primary acts").arg(primaries));
    for (const char *part : {"header", "textSize", "contrast", "language", "bottomBar", "helpAction",
                             "hideAction", "stopAction", "pageTitle"}) {
        if (!names.contains(QLatin1String(part)))
            wrong.append(QStringLiteral("no ") + QLatin1String(part));
    }
    if (names.contains(QLatin1String("listen")) != (speech == Speech::Available))
        wrong.append(QStringLiteral("Listen must be there where the device can speak, and only there"));
    return wrong;
}

QStringList collapsedControls(QQuickItem *root)
{
    QStringList wrong;
    if (!root->isVisible() || (root->clip() && (root->width() <= 0 || root->height() <= 0)))
        return wrong;
    if (isInteractive(root) && (root->width() <= 0 || root->height() <= 0))
        wrong.append(QStringLiteral("takes no room: ") + describe(root));
    const auto children = root->childItems();
    for (QQuickItem *child : children)
        wrong += collapsedControls(child);
    return wrong;
}

QStringList unreachableByTab(QQuickItem *root)
{
    QStringList wrong;
    QQuickWindow *window = root->window();
    const auto items = interactiveItems(root);
    QSet<const QQuickItem *> reached;
    for (int step = 0; step < 3 * items.size() + 10; ++step) {
        QTest::keyClick(window, Qt::Key_Tab);
        for (const QQuickItem *item = window->activeFocusItem(); item != nullptr; item = item->parentItem())
            reached.insert(item);
    }
    for (const QQuickItem *item : items) {
        // The pad and choices that exclude each other are one stop with arrows inside; the scroll buttons
        // rest when the focus has moved the page.
        const bool oneOfSeveral =
            item->objectName().startsWith(QLatin1String("option:")) && item->property("single").toBool();
        const bool ownKeys = oneOfSeveral || item->objectName().startsWith(QLatin1String("pad:")) ||
                             item->objectName().startsWith(QLatin1String("scroll"));
        if (!ownKeys && !reached.contains(item))
            wrong.append(QStringLiteral("Tab never reaches ") + describe(item));
    }
    return wrong;
}

} // namespace luotsi::screens
