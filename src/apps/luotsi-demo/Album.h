#pragma once

#include "RobotServer.h"

#include <QString>

namespace luotsi::demo {

/// The numbered pictures of a run, in the order the person saw the screens. Threading: one thread.
class Album
{
public:
    explicit Album(QString folder) : m_folder(std::move(folder)) {}

    /// Photographs what is in front as "NN-name.png".
    base::Result<void> add(Hand &hand, const QString &name)
    {
        const QString file =
            QStringLiteral("%1/%2-%3.png")
                .arg(m_folder, QStringLiteral("%1").arg(++m_count, 2, 10, QLatin1Char('0')), name);
        const auto done = hand.order(QStringLiteral("grab"), {{QStringLiteral("file"), file}});
        return done ? base::Result<void>() : base::Result<void>(done.error());
    }

    [[nodiscard]] int count() const { return m_count; }

private:
    QString m_folder;
    int m_count = 0;
};

} // namespace luotsi::demo
