#pragma once

#include <QPointer>
#include <QString>
#include <QTranslator>

class QQmlEngine;

namespace luotsi::texts {

/// The interface's words in one language at a time. Finnish lies under every other language, so that a
/// missing translation shows words instead of an id. `use` changes what `qsTrId` gives and asks the engine's
/// bindings to read it again; place and data on the screen stay. One object per process, alive as long as
/// words are shown. Threading: GUI thread.
class Texts final
{
public:
    Texts();
    ~Texts();
    Texts(const Texts &) = delete;
    Texts &operator=(const Texts &) = delete;

    /// Bindings of this engine follow the language from now on.
    void attach(QQmlEngine &engine);

    /// BCP 47 tag or "pseudo". False when there are no words in that language; the former ones then stay.
    [[nodiscard]] bool use(const QString &language);

private:
    QTranslator m_finnish;
    QTranslator m_chosen;
    QPointer<QQmlEngine> m_engine;
};

} // namespace luotsi::texts
