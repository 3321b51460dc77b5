#pragma once

#include "assets/texts/Texts.h"
#include "screens/Scene.h"

#include <QImage>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSize>

#include <memory>

namespace luotsi::screens {

/// How a scene is looked at.
struct View
{
    QSize size;
    QString language;
    qreal textScale = 1;
    int contrast = 0;
};

/// The two windows of the kiosk, offscreen, showing one scene at a time. Threading: GUI thread.
class Stage
{
public:
    Stage();
    ~Stage();

    /// Shows the scene and waits until it is laid out and focused.
    QQuickWindow &show(const Scene &scene, const View &view);
    /// Shows a session of the caller's, which outlives this stage's next `show`.
    QQuickWindow &show(viewmodels::KioskSession &session, const View &view);
    [[nodiscard]] QQuickWindow &window() const { return *m_shown; }
    /// Lets layout and deferred work run.
    void settle();
    /// What the audits look at: the card over the page when there is one, else everything.
    [[nodiscard]] QQuickItem *subject(const Scene &scene) const;
    [[nodiscard]] QImage picture();
    /// A value of the Theme singleton.
    [[nodiscard]] QVariant theme(const char *property);
    [[nodiscard]] QStringList qmlWarnings() const { return m_warnings; }

private:
    std::unique_ptr<QQuickWindow> load(const QString &file, const QVariantMap &properties);
    void feedTheme(const View &view);

    struct Environment;
    std::unique_ptr<Environment> m_environment;
    std::unique_ptr<ScriptedSession> m_session;
    texts::Texts m_texts;
    QQmlEngine m_engine;
    std::unique_ptr<QObject> m_theme; ///< holds the Theme singleton in its property `theme`
    std::unique_ptr<QQuickWindow> m_startWindow;
    std::unique_ptr<QQuickWindow> m_sessionWindow;
    std::unique_ptr<QQuickWindow> m_otherWindow;
    QQuickWindow *m_shown = nullptr;
    QStringList m_warnings;
};

} // namespace luotsi::screens
