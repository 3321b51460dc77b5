// Negative controls: each audit is shown a page with one defect, and must find it, and the same page without
// it.

#include "screens/Audit.h"
#include "screens/KeyHand.h"
#include "screens/PixelAudit.h"

#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickWindow>
#include <QTest>

using namespace luotsi::screens;

namespace {

const QByteArray imports = "import QtQuick\nimport QtQuick.Window\nimport QtQuick.Templates as T\n";

QByteArray window(const QByteArray &inside)
{
    return imports + "Window { width: 400; height: 300; visible: true; color: 'white'\n" + inside + "\n}";
}

QByteArray button(const QByteArray &more)
{
    return "T.Button { width: 80; height: 80; text: 'Go'; contentItem: Text { text: 'Go'; color: 'black' }\n"
           "background: Rectangle { color: 'white'; border.color: '#555'; border.width: 2 }\n"
           "Accessible.name: 'Go'; Accessible.focusable: true; activeFocusOnTab: true\n" +
           more + "}\n";
}

} // namespace

class AuditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCutTextIsFound()
    {
        QVERIFY(clippedTexts(show(window("Text { width: 60; text: 'short' }"))).isEmpty());
        QVERIFY(!clippedTexts(
                     show(window("Text { width: 60; text: 'very much longer'; elide: Text.ElideRight }")))
                     .isEmpty());
        QVERIFY(!clippedTexts(show(window("Text { width: 60; text: 'very much longer' }"))).isEmpty());
        QVERIFY(!clippedTexts(show(window("Text { x: 380; text: 'over the edge' }"))).isEmpty());
    }

    void anIdInsteadOfWordsIsFound()
    {
        QVERIFY(untranslatedTexts(show(window("Text { text: 'Well said' }"))).isEmpty());
        QVERIFY(!untranslatedTexts(show(window("Text { text: 'kiosk-start-title' }"))).isEmpty());
        QVERIFY(
            !untranslatedTexts(show(window("Text { text: 'Works: failure-works-kept-here' }"))).isEmpty());
    }

    void aControlWithoutRoomIsFound()
    {
        QVERIFY(collapsedControls(show(window(button("")))).isEmpty());
        QVERIFY(!collapsedControls(show(window(button("").replace("width: 80", "width: 0")))).isEmpty());
    }

    void thingsOverEachOtherAreFound()
    {
        QVERIFY(overlaps(show(window(button("") + button("x: 100")))).isEmpty());
        QVERIFY(!overlaps(show(window(button("") + button("x: 60")))).isEmpty());
        QVERIFY(!overlaps(show(window("Text { text: 'one' }\nText { text: 'two'; x: 4 }"))).isEmpty());
    }

    void smallAndCrowdedTargetsAreFound()
    {
        QVERIFY(poorTargets(show(window(button("") + button("x: 100"))), 57, 11).isEmpty());
        QVERIFY(
            !poorTargets(show(window(button("scale: 1; implicitWidth: 1").replace("width: 80", "width: 40"))),
                         57, 11)
                 .isEmpty());
        QVERIFY(!poorTargets(show(window(button("") + button("x: 84"))), 57, 11).isEmpty());
    }

    void namelessThingsAreFound()
    {
        QVERIFY(namelessItems(show(window(button("")))).isEmpty());
        QVERIFY(!namelessItems(show(window(button("")
                                               .replace("Accessible.name: 'Go'", "Accessible.name: ''")
                                               .replace("text: 'Go'; con", "con"))))
                     .isEmpty());
    }

    void aSecondPrimaryActOrAMissingStripIsFound()
    {
        const QByteArray frame = "Item { width: 9; height: 9; objectName: '%1' }\n";
        QByteArray whole;
        for (const char *part : {"header", "listen", "textSize", "contrast", "language", "bottomBar",
                                 "helpAction", "hideAction", "stopAction", "pageTitle", "primaryAction"})
            whole += QByteArray(frame).replace("%1", part);
        QVERIFY(missingFrame(show(window(whole)), Speech::Available).isEmpty());
        QVERIFY(!missingFrame(show(window(whole + QByteArray(frame).replace("%1", "primaryAction"))),
                              Speech::Available)
                     .isEmpty());
        QVERIFY(
            !missingFrame(show(window(QByteArray(whole).replace("stopAction", "nothing"))), Speech::Available)
                 .isEmpty());
        QVERIFY(!missingFrame(show(window(whole)), Speech::None).isEmpty());
        QVERIFY(!missingFrame(show(window(QByteArray(whole).replace("listen", "nothing"))), Speech::Available)
                     .isEmpty());
        const QByteArray squeezed = "Item { width: 9; height: 9; objectName: 'viewport' }\n";
        QVERIFY(!missingFrame(show(window(whole + squeezed)), Speech::Available).isEmpty());
    }

    void aThingTabNeverReachesIsFound()
    {
        QVERIFY(unreachableByTab(show(window(button("") + button("x: 100")))).isEmpty());
        QVERIFY(
            !unreachableByTab(show(window(button("") + button("x: 100").replace("activeFocusOnTab: true",
                                                                                "focusPolicy: Qt.NoFocus"))))
                 .isEmpty());
    }

    void anOrderAgainstTheEyeIsFound()
    {
        show(window(button("") + button("y: 120")));
        QVERIFY(outOfReadingOrder(KeyHand(*m_window).stops(), false, false).isEmpty());
        show(window(button("y: 120") + button("")));
        QVERIFY(!outOfReadingOrder(KeyHand(*m_window).stops(), false, false).isEmpty());
        show(window(button("x: 200; y: 120") + button("x: 200") + button("y: 60")));
        QVERIFY(!outOfReadingOrder(KeyHand(*m_window).stops(), true, false).isEmpty());
    }

    void aFocusThatDoesNotShowIsFound()
    {
        const QByteArray ring = "Item { objectName: 'focusRing'; visible: parent.activeFocus }";
        show(window(button(ring) + button("y: 120; " + ring)));
        KeyHand seeing(*m_window);
        QCOMPARE(seeing.stops().size(), 2);
        QCOMPARE(seeing.unseen(), QStringList());
        show(window(button(ring) + button("y: 120")));
        KeyHand blind(*m_window);
        QCOMPARE(blind.stops().size(), 2);
        QVERIFY(!blind.unseen().isEmpty());
        show(window(button(ring) + button("y: 290; " + ring)));
        KeyHand outside(*m_window);
        QCOMPARE(outside.stops().size(), 2);
        QVERIFY(!outside.unseen().isEmpty());
    }

    void faintWordsAndEdgesAreFound()
    {
        QQuickItem *root = show(window("Text { text: 'read me'; color: '#333' }"));
        QVERIFY(faintTexts(root, picture()).isEmpty());
        root = show(window("Text { text: 'read me'; color: '#aaa' }"));
        QVERIFY(!faintTexts(root, picture()).isEmpty());
        root = show(window(button("x: 20; y: 20")));
        QVERIFY(faintControls(root, picture()).isEmpty());
        root = show(window(button("x: 20; y: 20").replace("#555", "#ddd")));
        QVERIFY(!faintControls(root, picture()).isEmpty());
    }

    void anInvisibleFocusIsFound()
    {
        QQuickItem *root = show(
            window(button("x: 40; y: 20") +
                   "Rectangle { id: ring; objectName: 'ring'; x: 30; y: 10; width: 100; height: 100; z: -1; "
                   "color: 'transparent'; border.width: 6; border.color: 'black'; visible: false }"));
        const QImage without = picture();
        const QQuickItem *item = interactiveItems(root).constFirst();
        QVERIFY(!faintFocus(item, without, picture()).isEmpty());
        m_window->findChild<QQuickItem *>(QStringLiteral("ring"))->setVisible(true);
        QVERIFY(faintFocus(item, without, picture()).isEmpty());
    }

private:
    QQuickItem *show(const QByteArray &qml)
    {
        QQmlComponent component(&m_engine);
        component.setData(qml, QUrl());
        m_window.reset(qobject_cast<QQuickWindow *>(component.create()));
        if (!m_window)
            qFatal("%s", qPrintable(component.errorString()));
        QTest::qWait(20);
        return m_window->contentItem();
    }

    QImage picture() { return m_window->grabWindow().convertToFormat(QImage::Format_RGB32); }

    QQmlEngine m_engine;
    std::unique_ptr<QQuickWindow> m_window;
};

QTEST_MAIN(AuditTest)
#include "AuditTest.moc"
