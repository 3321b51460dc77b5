#pragma once

#include "xpath/Evaluation.h"

namespace luotsi::xpath::tests {

/// Surroundings of the conformance corpus: a fixed clock in a zone without summer time, a counting random.
class TestHost : public Host
{
public:
    explicit TestHost(const QByteArray &zone = "America/Phoenix") : m_zone(zone) {}
    qint64 now() const override { return nowMilliseconds; }
    QTimeZone timeZone() const override { return m_zone; }
    double random() override
    {
        m_state = m_state * 48271 % 2147483647;
        return static_cast<double>(m_state) / 2147483647.0;
    }
    QString uuid() override { return QStringLiteral("6b3d9d71-35e8-4fc5-9e23-73bf3416e9f6"); }
    Value itext(const QString &id) override
    {
        const QString language = itextLanguage.isEmpty()
                                     ? QStringLiteral("@default or not(../translation/@default)")
                                     : QStringLiteral("@lang='%1'").arg(itextLanguage);
        const auto expression = Expression::compileAgainst(
            QStringLiteral("//*[local-name()='translation'][%1][1]/*[@id='%2']/*").arg(language, id),
            itextTree->names());
        const auto found = evaluate(*expression, {{itextTree, 0}}, *this);
        return found ? *found : Value();
    }
    NodeRef instance(const QString &id) override { return instances.value(id); }

    qint64 nowMilliseconds = 1'795'300'355'000; ///< 2026-11-21T15:32:35-07:00, when the corpus was recorded
    QHash<QString, NodeRef> instances;
    const Tree *itextTree = nullptr;
    QString itextLanguage;

private:
    QTimeZone m_zone;
    qint64 m_state = 1;
};

} // namespace luotsi::xpath::tests
