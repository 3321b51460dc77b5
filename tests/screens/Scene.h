#pragma once

#include "screens/ScriptedSession.h"

#include <QString>

#include <functional>
#include <vector>

namespace luotsi::screens {

/// Which words the fixtures use: those of a language, or English made longer and mirrored.
class Words
{
public:
    explicit Words(QString language) : m_language(std::move(language)) {}

    [[nodiscard]] QString operator()(const char *finnish, const char *swedish, const char *english) const
    {
        if (m_language == QLatin1String("fi"))
            return QString::fromUtf8(finnish);
        if (m_language == QLatin1String("sv"))
            return QString::fromUtf8(swedish);
        const QString text = QString::fromUtf8(english);
        return m_language == QLatin1String("pseudo") ? longer(text) : text;
    }

private:
    [[nodiscard]] static QString longer(const QString &text)
    {
        static const QString filler =
            QStringLiteral(" lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod");
        return QChar(0x202B) + (QLatin1Char('[') + text + filler.left(text.size() * 2 / 5 + 1).trimmed()) +
               QLatin1Char(']') + QChar(0x202C);
    }

    QString m_language;
};

/// One page or overlay in one state. `framed`: header, strip and one primary act must be there.
struct Scene
{
    QString name;
    std::function<void(ScriptedSession &, const Words &)> fill;
    bool framed = true;
    bool start = false;  ///< the supervisor's window instead of the session's
    QString dialog = {}; ///< objectName of the card that lies over the page
    QString focus = {};  ///< objectName of the item that holds the focus
    // Of the supervisor's window, as its properties.
    QString outOfServiceId = {};
    QString staffDetail = {};
    QString damagedStores = {};
};

[[nodiscard]] std::vector<Scene> allScenes();
[[nodiscard]] std::vector<Scene> questionScenes();
[[nodiscard]] std::vector<Scene> codeScenes();
/// Answers of two places that stand against each other; laid over the pages of `tasks` and `check`.
[[nodiscard]] std::vector<Scene> conflictScenes(const Scene &tasks, const Scene &check);
/// A newer version of the form, told of over the page of `tasks`.
[[nodiscard]] std::vector<Scene> newerFormScenes(const Scene &tasks);

/// Where an application stands, told of over the pages of `tasks` and `receipt`.
[[nodiscard]] std::vector<Scene> standingScenes(const Scene &tasks, const Scene &receipt);

/// Puts a resume code on the page.
void showCode(ScriptedSession &session, const QStringList &accesses = {}, bool renewed = false);

} // namespace luotsi::screens
