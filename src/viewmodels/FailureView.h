#pragma once

#include "base/Error.h"

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace luotsi::viewmodels {

/// A failure that stops the page: what happened and what still works, as text ids, and a detail for staff
/// that holds no personal data. Threading: GUI thread.
class FailureView : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(QString errorId READ errorId NOTIFY changed)
    Q_PROPERTY(QString whatWorks READ whatWorks NOTIFY changed)
    Q_PROPERTY(QString staffDetail READ staffDetail NOTIFY changed)

public:
    using QObject::QObject;

    [[nodiscard]] QString errorId() const { return m_errorId; }
    [[nodiscard]] QString whatWorks() const { return m_whatWorks; }
    [[nodiscard]] QString staffDetail() const { return m_staffDetail; }

    void show(const base::Error &error);

Q_SIGNALS:
    void changed();

private:
    QString m_errorId;
    QString m_whatWorks;
    QString m_staffDetail;
};

} // namespace luotsi::viewmodels
