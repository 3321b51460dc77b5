#include "screens/Stage.h"

#include "qml/theme/Fonts.h"
#include "screens/Audit.h"
#include "screens/StageEnvironment.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QQmlComponent>
#include <QStyleHints>
#include <QTest>

namespace luotsi::screens {

Stage::Stage()
    : m_environment(std::make_unique<Environment>()),
      m_session(std::make_unique<ScriptedSession>(m_environment->get()))
{
    theme::installFonts();
    QGuiApplication::styleHints()->setCursorFlashTime(0);
    QObject::connect(&m_engine, &QQmlEngine::warnings, &m_engine, [this](const QList<QQmlError> &errors) {
        for (const QQmlError &error : errors)
            m_warnings.append(error.toString());
    });
    m_engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    m_texts.attach(m_engine);
    if (!m_texts.use(QStringLiteral("fi")))
        qFatal("no texts");
    m_session->reset(QStringLiteral("fi"), 1, 0);
    m_session->m_siteName = QStringLiteral("Lehtorannan kirjasto");
    m_session->m_deviceName = QStringLiteral("Asiointipääte 2");
    QQmlComponent holder(&m_engine);
    holder.setData("import QtQml\nimport Luotsi.Theme\nQtObject { property QtObject theme: Theme }", QUrl());
    m_theme.reset(holder.create());
    m_sessionWindow =
        load(QStringLiteral("SessionWindow"),
             {{QStringLiteral("session"), QVariant::fromValue(static_cast<QObject *>(m_session.get()))}});
    m_startWindow =
        load(QStringLiteral("StartWindow"), {{QStringLiteral("siteName"), m_session->m_siteName},
                                             {QStringLiteral("deviceName"), m_session->m_deviceName},
                                             {QStringLiteral("languages"), m_session->m_languages},
                                             {QStringLiteral("speechAvailable"), true}});
}

Stage::~Stage() = default;

std::unique_ptr<QQuickWindow> Stage::load(const QString &file, const QVariantMap &properties)
{
    QQmlComponent component(&m_engine, QUrl(QStringLiteral("qrc:/qt/qml/Luotsi/Kiosk/%1.qml").arg(file)));
    if (!component.isReady())
        qFatal("%s", qPrintable(component.errorString()));
    auto *window = qobject_cast<QQuickWindow *>(component.createWithInitialProperties(properties));
    if (window == nullptr)
        qFatal("%s", qPrintable(component.errorString()));
    return std::unique_ptr<QQuickWindow>(window);
}

void Stage::settle()
{
    for (int round = 0; round < 4; ++round) {
        QCoreApplication::processEvents();
        QTest::qWait(1);
    }
}

QQuickWindow &Stage::show(const Scene &scene, const View &view)
{
    QQuickWindow *window = scene.start ? m_startWindow.get() : m_sessionWindow.get();
    QQuickWindow *other = scene.start ? m_sessionWindow.get() : m_startWindow.get();
    other->hide();
    if (!m_texts.use(view.language))
        qFatal("no texts in %s", qPrintable(view.language));
    m_session->reset(view.language, view.textScale, view.contrast);
    m_session->announce();
    window->resize(view.size);
    window->show();
    scene.fill(*m_session, Words(view.language));
    m_session->announce();
    m_startWindow->setProperty("language", view.language);
    m_startWindow->setProperty("rightToLeft", view.language == QLatin1String("pseudo"));
    m_startWindow->setProperty("textScale", view.textScale);
    m_startWindow->setProperty("contrast", view.contrast);
    m_shown = window;
    feedTheme(view);
    if (scene.start) {
        window->setProperty("choosingLanguage", !scene.dialog.isEmpty());
        window->setProperty("outOfServiceId", scene.outOfServiceId);
        window->setProperty("staffDetail", scene.staffDetail);
        window->setProperty("damagedStores", scene.damagedStores);
    }
    settle();
    if (!scene.focus.isEmpty()) {
        if (auto *item = itemNamed(window->contentItem(), scene.focus))
            item->forceActiveFocus(Qt::TabFocusReason);
        settle();
    }
    return *window;
}

QQuickWindow &Stage::show(viewmodels::KioskSession &session, const View &view)
{
    m_startWindow->hide();
    m_sessionWindow->hide();
    if (!m_texts.use(view.language))
        qFatal("no texts in %s", qPrintable(view.language));
    m_otherWindow =
        load(QStringLiteral("SessionWindow"),
             {{QStringLiteral("session"), QVariant::fromValue(static_cast<QObject *>(&session))}});
    m_otherWindow->resize(view.size);
    m_otherWindow->show();
    m_shown = m_otherWindow.get();
    feedTheme(view);
    settle();
    return *m_shown;
}

/// All windows feed the one scale; the one shown must win.
void Stage::feedTheme(const View &view)
{
    auto *theme = m_theme->property("theme").value<QObject *>();
    theme->setProperty("windowWidth", view.size.width());
    theme->setProperty("windowHeight", view.size.height());
    theme->setProperty("textScale", view.textScale);
    theme->setProperty("contrast", view.contrast);
}

QQuickItem *Stage::subject(const Scene &scene) const
{
    if (!scene.dialog.isEmpty()) {
        if (auto *dialog = m_shown->findChild<QQuickItem *>(scene.dialog))
            return dialog;
    }
    return m_shown->contentItem();
}

QImage Stage::picture()
{
    return m_shown->grabWindow().convertToFormat(QImage::Format_RGB32);
}

QVariant Stage::theme(const char *property)
{
    return m_theme->property("theme").value<QObject *>()->property(property);
}

} // namespace luotsi::screens
