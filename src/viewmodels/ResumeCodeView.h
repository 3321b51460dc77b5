#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace luotsi::viewmodels {

/// The resume code as shown to its owner: text grouped 4-4-4 and a QR that carries the code and nothing else.
/// Empty when the session may not show it (locked, no draft). Threading: GUI thread.
class ResumeCodeView : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(QString code READ code NOTIFY changed)
    Q_PROPERTY(QString qrSvg READ qrSvg NOTIFY changed)
    Q_PROPERTY(bool worksElsewhere READ worksElsewhere NOTIFY changed)
    Q_PROPERTY(bool renewed READ isRenewed NOTIFY changed)
    Q_PROPERTY(QStringList accesses READ accesses NOTIFY changed)
    Q_PROPERTY(QString validUntil READ validUntil NOTIFY changed)

public:
    using QObject::QObject;

    [[nodiscard]] QString code() const { return m_code; }
    [[nodiscard]] QString qrSvg() const { return m_qrSvg; }
    [[nodiscard]] bool worksElsewhere() const { return m_worksElsewhere; }
    [[nodiscard]] QString validUntil() const { return m_validUntil; }

    /// It takes the place of the code that was typed.
    [[nodiscard]] bool isRenewed() const { return m_renewed; }
    /// Who has opened the application, newest first; empty when the centre was not asked.
    [[nodiscard]] QStringList accesses() const { return m_accesses; }

    void show(const QString &code, const QString &qrSvg, bool worksElsewhere, const QString &validUntil,
              const QStringList &accesses = {}, bool renewed = false);
    void clear();

Q_SIGNALS:
    void changed();

private:
    QString m_code;
    QString m_qrSvg;
    bool m_worksElsewhere = false;
    QString m_validUntil;
    QStringList m_accesses;
    bool m_renewed = false;
};

} // namespace luotsi::viewmodels
