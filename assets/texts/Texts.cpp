#include "assets/texts/Texts.h"

#include <QCoreApplication>
#include <QQmlEngine>

namespace luotsi::texts {

namespace {

QString fileFor(const QString &language)
{
    return QStringLiteral(":/i18n/luotsi_%1.qm").arg(language.section(QLatin1Char('-'), 0, 0));
}

} // namespace

Texts::Texts()
{
    if (m_finnish.load(fileFor(QStringLiteral("fi"))))
        QCoreApplication::installTranslator(&m_finnish);
}

Texts::~Texts()
{
    QCoreApplication::removeTranslator(&m_chosen);
    QCoreApplication::removeTranslator(&m_finnish);
}

void Texts::attach(QQmlEngine &engine)
{
    m_engine = &engine;
}

bool Texts::use(const QString &language)
{
    QTranslator probe;
    if (!probe.load(fileFor(language)))
        return false;
    QCoreApplication::removeTranslator(&m_chosen);
    if (!m_chosen.load(fileFor(language)))
        return false;
    QCoreApplication::installTranslator(&m_chosen);
    if (m_engine)
        m_engine->retranslate();
    return true;
}

} // namespace luotsi::texts
