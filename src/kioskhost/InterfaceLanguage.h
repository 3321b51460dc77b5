#pragma once

#include <QString>
#include <QTranslator>

class QQmlEngine;

namespace luotsi::kioskhost {

/// The language of interface texts (ids) of one process. Switching keeps the page and everything on it: QML
/// bindings to texts are evaluated again. An unknown language leaves the one before.
/// Threading: GUI thread.
class InterfaceLanguage
{
public:
    explicit InterfaceLanguage(QQmlEngine &engine);
    ~InterfaceLanguage();
    InterfaceLanguage(const InterfaceLanguage &) = delete;
    InterfaceLanguage &operator=(const InterfaceLanguage &) = delete;

    /// BCP 47, as profile and texts name it.
    bool use(const QString &language);
    [[nodiscard]] const QString &current() const { return m_language; }

private:
    QQmlEngine &m_engine;
    QTranslator m_translator;
    QString m_language;
};

} // namespace luotsi::kioskhost
