#include "qml/theme/Fonts.h"

#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QStringList>

namespace luotsi::theme {

namespace {

const QString mainFamily = QStringLiteral("Inter");

} // namespace

void installFonts()
{
    QFont::insertSubstitutions(mainFamily,
                               {QStringLiteral("Noto Sans"), QStringLiteral("Noto Sans Arabic"),
                                QStringLiteral("Noto Sans Hebrew"), QStringLiteral("DejaVu Sans")});
    QFont font(mainFamily);
    font.setHintingPreference(QFont::PreferNoHinting);
    QGuiApplication::setFont(font);
}

bool mainFontInstalled()
{
    return QFontDatabase::hasFamily(mainFamily);
}

} // namespace luotsi::theme
