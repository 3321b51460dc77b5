#pragma once

#include "viewmodels/FieldListModel.h"

#include <QAbstractListModel>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace luotsi::viewmodels {

/// The check page: all answers as flat rows, sensitive ones masked until shown, the declarations to tick,
/// what is still missing. `value` is what may be on the screen now; a masked row never carries its plain
/// value in any role. `missing` means required and not given; an empty value that is not missing is shown as
/// "Not given". Threading: GUI thread.
class CheckAnswersModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(luotsi::viewmodels::FieldListModel *declarations READ declarations CONSTANT)
    Q_PROPERTY(QStringList warnings READ warnings NOTIFY warningsChanged)
    Q_PROPERTY(bool canSend READ canSend NOTIFY canSendChanged)

public:
    enum RowKind { Section, Answer, Attachment };
    Q_ENUM(RowKind)
    enum Role {
        RowKindRole = Qt::UserRole + 1,
        SectionRole,
        LabelRole,
        ValueRole,
        RefRole,
        MaskedRole,
        ShownRole,
        MissingRole
    };

    struct Row
    {
        RowKind rowKind = Answer;
        QString section;
        QString label;
        QString plain;  ///< never leaves the model while masked and not shown
        QString hidden; ///< the masked form; empty when the row is not masked
        QString ref;
        bool masked = false;
        bool shown = false;
        bool missing = false;

        friend bool operator==(const Row &, const Row &) = default;
    };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] FieldListModel *declarations() { return &m_declarations; }
    [[nodiscard]] QStringList warnings() const { return m_warnings; }
    [[nodiscard]] bool canSend() const { return m_canSend; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE void show(int row);
    Q_INVOKABLE void hide(int row);

    void assign(std::vector<Row> rows);
    /// All rows back behind their masks, e.g. when the page is left or the screen is hidden.
    void hideAll();
    void setWarnings(const QStringList &warnings);
    void setCanSend(bool canSend);
    [[nodiscard]] const std::vector<Row> &rows() const { return m_rows; }

Q_SIGNALS:
    void countChanged();
    void warningsChanged();
    void canSendChanged();

private:
    template<typename Model, typename Entry>
    friend void replaceRows(Model &model, std::vector<Entry> &current, std::vector<Entry> next);

    void setShown(int row, bool shown);

    std::vector<Row> m_rows;
    FieldListModel m_declarations;
    QStringList m_warnings;
    bool m_canSend = false;
};

} // namespace luotsi::viewmodels
