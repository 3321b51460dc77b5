#include "kioskhost/InterfaceLanguage.h"

#include <QCoreApplication>
#include <QQmlEngine>

namespace luotsi::kioskhost {

InterfaceLanguage::InterfaceLanguage(QQmlEngine &engine) : m_engine(engine) {}

InterfaceLanguage::~InterfaceLanguage()
{
    QCoreApplication::removeTranslator(&m_translator);
}

bool InterfaceLanguage::use(const QString &language)
{
    if (language == m_language)
        return true;
    QCoreApplication::removeTranslator(&m_translator);
    const bool loaded = m_translator.load(QStringLiteral(":/i18n/luotsi_%1.qm").arg(language));
    if (loaded)
        m_language = language;
    else if (!m_language.isEmpty())
        (void)m_translator.load(QStringLiteral(":/i18n/luotsi_%1.qm").arg(m_language));
    QCoreApplication::installTranslator(&m_translator);
    m_engine.retranslate();
    return loaded;
}

} // namespace luotsi::kioskhost
