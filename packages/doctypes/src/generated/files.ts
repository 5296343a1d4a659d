// Written by `pnpm --filter @gigafibre/doctypes generate` from the DocType files. Change those.
import type { CustomizationFile, DocTypeFile } from '../doctype-file.ts';
import accountsDoctypeAccountAccount from '../../accounts/doctype/account/account.json' with { type: 'json' };
import accountsDoctypeAccountsSettingsAccountsSettings from '../../accounts/doctype/accounts_settings/accounts_settings.json' with { type: 'json' };
import contactsDoctypeAddressAddress from '../../contacts/doctype/address/address.json' with { type: 'json' };
import fieldServiceDoctypeAppliedCommandAppliedCommand from '../../field_service/doctype/applied_command/applied_command.json' with { type: 'json' };
import stockDoctypeBinBin from '../../stock/doctype/bin/bin.json' with { type: 'json' };
import setupDoctypeBrandBrand from '../../setup/doctype/brand/brand.json' with { type: 'json' };
import coreDoctypeCommentComment from '../../core/doctype/comment/comment.json' with { type: 'json' };
import setupDoctypeCompanyCompany from '../../setup/doctype/company/company.json' with { type: 'json' };
import contactsDoctypeContactContact from '../../contacts/doctype/contact/contact.json' with { type: 'json' };
import contactsDoctypeContactEmailContactEmail from '../../contacts/doctype/contact_email/contact_email.json' with { type: 'json' };
import contactsDoctypeContactPhoneContactPhone from '../../contacts/doctype/contact_phone/contact_phone.json' with { type: 'json' };
import accountsDoctypeCostCenterCostCenter from '../../accounts/doctype/cost_center/cost_center.json' with { type: 'json' };
import geoDoctypeCountryCountry from '../../geo/doctype/country/country.json' with { type: 'json' };
import geoDoctypeCurrencyCurrency from '../../geo/doctype/currency/currency.json' with { type: 'json' };
import coreDoctypeCustomDocpermCustomDocperm from '../../core/doctype/custom_docperm/custom_docperm.json' with { type: 'json' };
import customDoctypeCustomFieldCustomField from '../../custom/doctype/custom_field/custom_field.json' with { type: 'json' };
import sellingDoctypeCustomerCustomer from '../../selling/doctype/customer/customer.json' with { type: 'json' };
import setupDoctypeCustomerGroupCustomerGroup from '../../setup/doctype/customer_group/customer_group.json' with { type: 'json' };
import coreDoctypeDeletedDocumentDeletedDocument from '../../core/doctype/deleted_document/deleted_document.json' with { type: 'json' };
import fieldServiceDoctypeDispatchJobDispatchJob from '../../field_service/doctype/dispatch_job/dispatch_job.json' with { type: 'json' };
import fieldServiceDoctypeDispatchJobTypeDispatchJobType from '../../field_service/doctype/dispatch_job_type/dispatch_job_type.json' with { type: 'json' };
import fieldServiceDoctypeDispatchTagDispatchTag from '../../field_service/doctype/dispatch_tag/dispatch_tag.json' with { type: 'json' };
import fieldServiceDoctypeDispatchTechnicianDispatchTechnician from '../../field_service/doctype/dispatch_technician/dispatch_technician.json' with { type: 'json' };
import fieldServiceDoctypeDispatchVisitDispatchVisit from '../../field_service/doctype/dispatch_visit/dispatch_visit.json' with { type: 'json' };
import coreDoctypeDocfieldDocfield from '../../core/doctype/docfield/docfield.json' with { type: 'json' };
import coreDoctypeDocpermDocperm from '../../core/doctype/docperm/docperm.json' with { type: 'json' };
import coreDoctypeDocshareDocshare from '../../core/doctype/docshare/docshare.json' with { type: 'json' };
import coreDoctypeDoctypeDoctype from '../../core/doctype/doctype/doctype.json' with { type: 'json' };
import coreDoctypeDynamicLinkDynamicLink from '../../core/doctype/dynamic_link/dynamic_link.json' with { type: 'json' };
import fieldServiceDoctypeEquipmentMovementEquipmentMovement from '../../field_service/doctype/equipment_movement/equipment_movement.json' with { type: 'json' };
import coreDoctypeFileFile from '../../core/doctype/file/file.json' with { type: 'json' };
import accountsDoctypeFiscalYearFiscalYear from '../../accounts/doctype/fiscal_year/fiscal_year.json' with { type: 'json' };
import fieldServiceDoctypeFlowStepFlowStep from '../../field_service/doctype/flow_step/flow_step.json' with { type: 'json' };
import fieldServiceDoctypeFlowTemplateFlowTemplate from '../../field_service/doctype/flow_template/flow_template.json' with { type: 'json' };
import fieldServiceDoctypeFlowVersionFlowVersion from '../../field_service/doctype/flow_version/flow_version.json' with { type: 'json' };
import contactsDoctypeGenderGender from '../../contacts/doctype/gender/gender.json' with { type: 'json' };
import setupDoctypeGlobalDefaultsGlobalDefaults from '../../setup/doctype/global_defaults/global_defaults.json' with { type: 'json' };
import coreDoctypeHasRoleHasRole from '../../core/doctype/has_role/has_role.json' with { type: 'json' };
import setupDoctypeHolidayHoliday from '../../setup/doctype/holiday/holiday.json' with { type: 'json' };
import setupDoctypeHolidayListHolidayList from '../../setup/doctype/holiday_list/holiday_list.json' with { type: 'json' };
import supportDoctypeIssueIssue from '../../support/doctype/issue/issue.json' with { type: 'json' };
import supportDoctypeIssuePriorityIssuePriority from '../../support/doctype/issue_priority/issue_priority.json' with { type: 'json' };
import supportDoctypeIssueTypeIssueType from '../../support/doctype/issue_type/issue_type.json' with { type: 'json' };
import stockDoctypeItemItem from '../../stock/doctype/item/item.json' with { type: 'json' };
import stockDoctypeItemDefaultItemDefault from '../../stock/doctype/item_default/item_default.json' with { type: 'json' };
import setupDoctypeItemGroupItemGroup from '../../setup/doctype/item_group/item_group.json' with { type: 'json' };
import stockDoctypeItemPriceItemPrice from '../../stock/doctype/item_price/item_price.json' with { type: 'json' };
import coreDoctypeLanguageLanguage from '../../core/doctype/language/language.json' with { type: 'json' };
import accountsDoctypeModeOfPaymentModeOfPayment from '../../accounts/doctype/mode_of_payment/mode_of_payment.json' with { type: 'json' };
import accountsDoctypeModeOfPaymentAccountModeOfPaymentAccount from '../../accounts/doctype/mode_of_payment_account/mode_of_payment_account.json' with { type: 'json' };
import coreDoctypeModuleDefModuleDef from '../../core/doctype/module_def/module_def.json' with { type: 'json' };
import supportDoctypePauseSlaOnStatusPauseSlaOnStatus from '../../support/doctype/pause_sla_on_status/pause_sla_on_status.json' with { type: 'json' };
import accountsDoctypePaymentEntryPaymentEntry from '../../accounts/doctype/payment_entry/payment_entry.json' with { type: 'json' };
import accountsDoctypePaymentEntryDeductionPaymentEntryDeduction from '../../accounts/doctype/payment_entry_deduction/payment_entry_deduction.json' with { type: 'json' };
import accountsDoctypePaymentEntryReferencePaymentEntryReference from '../../accounts/doctype/payment_entry_reference/payment_entry_reference.json' with { type: 'json' };
import accountsDoctypePaymentSchedulePaymentSchedule from '../../accounts/doctype/payment_schedule/payment_schedule.json' with { type: 'json' };
import accountsDoctypePaymentTermPaymentTerm from '../../accounts/doctype/payment_term/payment_term.json' with { type: 'json' };
import accountsDoctypePaymentTermsTemplatePaymentTermsTemplate from '../../accounts/doctype/payment_terms_template/payment_terms_template.json' with { type: 'json' };
import accountsDoctypePaymentTermsTemplateDetailPaymentTermsTemplateDetail from '../../accounts/doctype/payment_terms_template_detail/payment_terms_template_detail.json' with { type: 'json' };
import stockDoctypePriceListPriceList from '../../stock/doctype/price_list/price_list.json' with { type: 'json' };
import customDoctypePropertySetterPropertySetter from '../../custom/doctype/property_setter/property_setter.json' with { type: 'json' };
import accountsDoctypePurchaseInvoicePurchaseInvoice from '../../accounts/doctype/purchase_invoice/purchase_invoice.json' with { type: 'json' };
import accountsDoctypePurchaseInvoiceItemPurchaseInvoiceItem from '../../accounts/doctype/purchase_invoice_item/purchase_invoice_item.json' with { type: 'json' };
import accountsDoctypePurchaseTaxesAndChargesPurchaseTaxesAndCharges from '../../accounts/doctype/purchase_taxes_and_charges/purchase_taxes_and_charges.json' with { type: 'json' };
import accountsDoctypePurchaseTaxesAndChargesTemplatePurchaseTaxesAndChargesTemplate from '../../accounts/doctype/purchase_taxes_and_charges_template/purchase_taxes_and_charges_template.json' with { type: 'json' };
import sellingDoctypeQuotationQuotation from '../../selling/doctype/quotation/quotation.json' with { type: 'json' };
import sellingDoctypeQuotationItemQuotationItem from '../../selling/doctype/quotation_item/quotation_item.json' with { type: 'json' };
import fieldServiceDoctypeRequiredSkillRequiredSkill from '../../field_service/doctype/required_skill/required_skill.json' with { type: 'json' };
import coreDoctypeRoleRole from '../../core/doctype/role/role.json' with { type: 'json' };
import supportDoctypeSlaFulfilledOnStatusSlaFulfilledOnStatus from '../../support/doctype/sla_fulfilled_on_status/sla_fulfilled_on_status.json' with { type: 'json' };
import accountsDoctypeSalesInvoiceSalesInvoice from '../../accounts/doctype/sales_invoice/sales_invoice.json' with { type: 'json' };
import accountsDoctypeSalesInvoiceAdvanceSalesInvoiceAdvance from '../../accounts/doctype/sales_invoice_advance/sales_invoice_advance.json' with { type: 'json' };
import accountsDoctypeSalesInvoiceItemSalesInvoiceItem from '../../accounts/doctype/sales_invoice_item/sales_invoice_item.json' with { type: 'json' };
import accountsDoctypeSalesInvoicePaymentSalesInvoicePayment from '../../accounts/doctype/sales_invoice_payment/sales_invoice_payment.json' with { type: 'json' };
import sellingDoctypeSalesOrderSalesOrder from '../../selling/doctype/sales_order/sales_order.json' with { type: 'json' };
import sellingDoctypeSalesOrderItemSalesOrderItem from '../../selling/doctype/sales_order_item/sales_order_item.json' with { type: 'json' };
import accountsDoctypeSalesTaxesAndChargesSalesTaxesAndCharges from '../../accounts/doctype/sales_taxes_and_charges/sales_taxes_and_charges.json' with { type: 'json' };
import accountsDoctypeSalesTaxesAndChargesTemplateSalesTaxesAndChargesTemplate from '../../accounts/doctype/sales_taxes_and_charges_template/sales_taxes_and_charges_template.json' with { type: 'json' };
import contactsDoctypeSalutationSalutation from '../../contacts/doctype/salutation/salutation.json' with { type: 'json' };
import sellingDoctypeSellingSettingsSellingSettings from '../../selling/doctype/selling_settings/selling_settings.json' with { type: 'json' };
import stockDoctypeSerialNoSerialNo from '../../stock/doctype/serial_no/serial_no.json' with { type: 'json' };
import supportDoctypeServiceDayServiceDay from '../../support/doctype/service_day/service_day.json' with { type: 'json' };
import fieldServiceDoctypeServiceEquipmentServiceEquipment from '../../field_service/doctype/service_equipment/service_equipment.json' with { type: 'json' };
import supportDoctypeServiceLevelAgreementServiceLevelAgreement from '../../support/doctype/service_level_agreement/service_level_agreement.json' with { type: 'json' };
import supportDoctypeServiceLevelPriorityServiceLevelPriority from '../../support/doctype/service_level_priority/service_level_priority.json' with { type: 'json' };
import fieldServiceDoctypeServiceLocationServiceLocation from '../../field_service/doctype/service_location/service_location.json' with { type: 'json' };
import fieldServiceDoctypeServiceSubscriptionServiceSubscription from '../../field_service/doctype/service_subscription/service_subscription.json' with { type: 'json' };
import stockDoctypeStockEntryStockEntry from '../../stock/doctype/stock_entry/stock_entry.json' with { type: 'json' };
import stockDoctypeStockEntryDetailStockEntryDetail from '../../stock/doctype/stock_entry_detail/stock_entry_detail.json' with { type: 'json' };
import stockDoctypeStockEntryTypeStockEntryType from '../../stock/doctype/stock_entry_type/stock_entry_type.json' with { type: 'json' };
import stockDoctypeStockSettingsStockSettings from '../../stock/doctype/stock_settings/stock_settings.json' with { type: 'json' };
import buyingDoctypeSupplierSupplier from '../../buying/doctype/supplier/supplier.json' with { type: 'json' };
import setupDoctypeSupplierGroupSupplierGroup from '../../setup/doctype/supplier_group/supplier_group.json' with { type: 'json' };
import supportDoctypeSupportSettingsSupportSettings from '../../support/doctype/support_settings/support_settings.json' with { type: 'json' };
import coreDoctypeSystemSettingsSystemSettings from '../../core/doctype/system_settings/system_settings.json' with { type: 'json' };
import deskDoctypeTagTag from '../../desk/doctype/tag/tag.json' with { type: 'json' };
import deskDoctypeTagLinkTagLink from '../../desk/doctype/tag_link/tag_link.json' with { type: 'json' };
import accountsDoctypeTaxCategoryTaxCategory from '../../accounts/doctype/tax_category/tax_category.json' with { type: 'json' };
import fieldServiceDoctypeTechnicianAbsenceTechnicianAbsence from '../../field_service/doctype/technician_absence/technician_absence.json' with { type: 'json' };
import fieldServiceDoctypeTechnicianDayTechnicianDay from '../../field_service/doctype/technician_day/technician_day.json' with { type: 'json' };
import fieldServiceDoctypeTechnicianShiftTechnicianShift from '../../field_service/doctype/technician_shift/technician_shift.json' with { type: 'json' };
import fieldServiceDoctypeTechnicianSkillTechnicianSkill from '../../field_service/doctype/technician_skill/technician_skill.json' with { type: 'json' };
import setupDoctypeTermsAndConditionsTermsAndConditions from '../../setup/doctype/terms_and_conditions/terms_and_conditions.json' with { type: 'json' };
import setupDoctypeTerritoryTerritory from '../../setup/doctype/territory/territory.json' with { type: 'json' };
import deskDoctypeTodoTodo from '../../desk/doctype/todo/todo.json' with { type: 'json' };
import setupDoctypeUomUom from '../../setup/doctype/uom/uom.json' with { type: 'json' };
import stockDoctypeUomConversionDetailUomConversionDetail from '../../stock/doctype/uom_conversion_detail/uom_conversion_detail.json' with { type: 'json' };
import coreDoctypeUserUser from '../../core/doctype/user/user.json' with { type: 'json' };
import coreDoctypeUserPermissionUserPermission from '../../core/doctype/user_permission/user_permission.json' with { type: 'json' };
import coreDoctypeVersionVersion from '../../core/doctype/version/version.json' with { type: 'json' };
import fieldServiceDoctypeVisitCrewVisitCrew from '../../field_service/doctype/visit_crew/visit_crew.json' with { type: 'json' };
import fieldServiceDoctypeVisitLabourVisitLabour from '../../field_service/doctype/visit_labour/visit_labour.json' with { type: 'json' };
import fieldServiceDoctypeVisitPartVisitPart from '../../field_service/doctype/visit_part/visit_part.json' with { type: 'json' };
import fieldServiceDoctypeVisitStepVisitStep from '../../field_service/doctype/visit_step/visit_step.json' with { type: 'json' };
import stockDoctypeWarehouseWarehouse from '../../stock/doctype/warehouse/warehouse.json' with { type: 'json' };
import stockDoctypeWarehouseTypeWarehouseType from '../../stock/doctype/warehouse_type/warehouse_type.json' with { type: 'json' };
import fieldServiceCustomCustomer from '../../field_service/custom/customer.json' with { type: 'json' };
import fieldServiceCustomIssue from '../../field_service/custom/issue.json' with { type: 'json' };
import fieldServiceCustomPurchaseInvoice from '../../field_service/custom/purchase_invoice.json' with { type: 'json' };
import fieldServiceCustomStockEntry from '../../field_service/custom/stock_entry.json' with { type: 'json' };

export const files = {
  'Account': accountsDoctypeAccountAccount,
  'Accounts Settings': accountsDoctypeAccountsSettingsAccountsSettings,
  'Address': contactsDoctypeAddressAddress,
  'Applied Command': fieldServiceDoctypeAppliedCommandAppliedCommand,
  'Bin': stockDoctypeBinBin,
  'Brand': setupDoctypeBrandBrand,
  'Comment': coreDoctypeCommentComment,
  'Company': setupDoctypeCompanyCompany,
  'Contact': contactsDoctypeContactContact,
  'Contact Email': contactsDoctypeContactEmailContactEmail,
  'Contact Phone': contactsDoctypeContactPhoneContactPhone,
  'Cost Center': accountsDoctypeCostCenterCostCenter,
  'Country': geoDoctypeCountryCountry,
  'Currency': geoDoctypeCurrencyCurrency,
  'Custom DocPerm': coreDoctypeCustomDocpermCustomDocperm,
  'Custom Field': customDoctypeCustomFieldCustomField,
  'Customer': sellingDoctypeCustomerCustomer,
  'Customer Group': setupDoctypeCustomerGroupCustomerGroup,
  'Deleted Document': coreDoctypeDeletedDocumentDeletedDocument,
  'Dispatch Job': fieldServiceDoctypeDispatchJobDispatchJob,
  'Dispatch Job Type': fieldServiceDoctypeDispatchJobTypeDispatchJobType,
  'Dispatch Tag': fieldServiceDoctypeDispatchTagDispatchTag,
  'Dispatch Technician': fieldServiceDoctypeDispatchTechnicianDispatchTechnician,
  'Dispatch Visit': fieldServiceDoctypeDispatchVisitDispatchVisit,
  'DocField': coreDoctypeDocfieldDocfield,
  'DocPerm': coreDoctypeDocpermDocperm,
  'DocShare': coreDoctypeDocshareDocshare,
  'DocType': coreDoctypeDoctypeDoctype,
  'Dynamic Link': coreDoctypeDynamicLinkDynamicLink,
  'Equipment Movement': fieldServiceDoctypeEquipmentMovementEquipmentMovement,
  'File': coreDoctypeFileFile,
  'Fiscal Year': accountsDoctypeFiscalYearFiscalYear,
  'Flow Step': fieldServiceDoctypeFlowStepFlowStep,
  'Flow Template': fieldServiceDoctypeFlowTemplateFlowTemplate,
  'Flow Version': fieldServiceDoctypeFlowVersionFlowVersion,
  'Gender': contactsDoctypeGenderGender,
  'Global Defaults': setupDoctypeGlobalDefaultsGlobalDefaults,
  'Has Role': coreDoctypeHasRoleHasRole,
  'Holiday': setupDoctypeHolidayHoliday,
  'Holiday List': setupDoctypeHolidayListHolidayList,
  'Issue': supportDoctypeIssueIssue,
  'Issue Priority': supportDoctypeIssuePriorityIssuePriority,
  'Issue Type': supportDoctypeIssueTypeIssueType,
  'Item': stockDoctypeItemItem,
  'Item Default': stockDoctypeItemDefaultItemDefault,
  'Item Group': setupDoctypeItemGroupItemGroup,
  'Item Price': stockDoctypeItemPriceItemPrice,
  'Language': coreDoctypeLanguageLanguage,
  'Mode of Payment': accountsDoctypeModeOfPaymentModeOfPayment,
  'Mode of Payment Account': accountsDoctypeModeOfPaymentAccountModeOfPaymentAccount,
  'Module Def': coreDoctypeModuleDefModuleDef,
  'Pause SLA On Status': supportDoctypePauseSlaOnStatusPauseSlaOnStatus,
  'Payment Entry': accountsDoctypePaymentEntryPaymentEntry,
  'Payment Entry Deduction': accountsDoctypePaymentEntryDeductionPaymentEntryDeduction,
  'Payment Entry Reference': accountsDoctypePaymentEntryReferencePaymentEntryReference,
  'Payment Schedule': accountsDoctypePaymentSchedulePaymentSchedule,
  'Payment Term': accountsDoctypePaymentTermPaymentTerm,
  'Payment Terms Template': accountsDoctypePaymentTermsTemplatePaymentTermsTemplate,
  'Payment Terms Template Detail': accountsDoctypePaymentTermsTemplateDetailPaymentTermsTemplateDetail,
  'Price List': stockDoctypePriceListPriceList,
  'Property Setter': customDoctypePropertySetterPropertySetter,
  'Purchase Invoice': accountsDoctypePurchaseInvoicePurchaseInvoice,
  'Purchase Invoice Item': accountsDoctypePurchaseInvoiceItemPurchaseInvoiceItem,
  'Purchase Taxes and Charges': accountsDoctypePurchaseTaxesAndChargesPurchaseTaxesAndCharges,
  'Purchase Taxes and Charges Template': accountsDoctypePurchaseTaxesAndChargesTemplatePurchaseTaxesAndChargesTemplate,
  'Quotation': sellingDoctypeQuotationQuotation,
  'Quotation Item': sellingDoctypeQuotationItemQuotationItem,
  'Required Skill': fieldServiceDoctypeRequiredSkillRequiredSkill,
  'Role': coreDoctypeRoleRole,
  'SLA Fulfilled On Status': supportDoctypeSlaFulfilledOnStatusSlaFulfilledOnStatus,
  'Sales Invoice': accountsDoctypeSalesInvoiceSalesInvoice,
  'Sales Invoice Advance': accountsDoctypeSalesInvoiceAdvanceSalesInvoiceAdvance,
  'Sales Invoice Item': accountsDoctypeSalesInvoiceItemSalesInvoiceItem,
  'Sales Invoice Payment': accountsDoctypeSalesInvoicePaymentSalesInvoicePayment,
  'Sales Order': sellingDoctypeSalesOrderSalesOrder,
  'Sales Order Item': sellingDoctypeSalesOrderItemSalesOrderItem,
  'Sales Taxes and Charges': accountsDoctypeSalesTaxesAndChargesSalesTaxesAndCharges,
  'Sales Taxes and Charges Template': accountsDoctypeSalesTaxesAndChargesTemplateSalesTaxesAndChargesTemplate,
  'Salutation': contactsDoctypeSalutationSalutation,
  'Selling Settings': sellingDoctypeSellingSettingsSellingSettings,
  'Serial No': stockDoctypeSerialNoSerialNo,
  'Service Day': supportDoctypeServiceDayServiceDay,
  'Service Equipment': fieldServiceDoctypeServiceEquipmentServiceEquipment,
  'Service Level Agreement': supportDoctypeServiceLevelAgreementServiceLevelAgreement,
  'Service Level Priority': supportDoctypeServiceLevelPriorityServiceLevelPriority,
  'Service Location': fieldServiceDoctypeServiceLocationServiceLocation,
  'Service Subscription': fieldServiceDoctypeServiceSubscriptionServiceSubscription,
  'Stock Entry': stockDoctypeStockEntryStockEntry,
  'Stock Entry Detail': stockDoctypeStockEntryDetailStockEntryDetail,
  'Stock Entry Type': stockDoctypeStockEntryTypeStockEntryType,
  'Stock Settings': stockDoctypeStockSettingsStockSettings,
  'Supplier': buyingDoctypeSupplierSupplier,
  'Supplier Group': setupDoctypeSupplierGroupSupplierGroup,
  'Support Settings': supportDoctypeSupportSettingsSupportSettings,
  'System Settings': coreDoctypeSystemSettingsSystemSettings,
  'Tag': deskDoctypeTagTag,
  'Tag Link': deskDoctypeTagLinkTagLink,
  'Tax Category': accountsDoctypeTaxCategoryTaxCategory,
  'Technician Absence': fieldServiceDoctypeTechnicianAbsenceTechnicianAbsence,
  'Technician Day': fieldServiceDoctypeTechnicianDayTechnicianDay,
  'Technician Shift': fieldServiceDoctypeTechnicianShiftTechnicianShift,
  'Technician Skill': fieldServiceDoctypeTechnicianSkillTechnicianSkill,
  'Terms and Conditions': setupDoctypeTermsAndConditionsTermsAndConditions,
  'Territory': setupDoctypeTerritoryTerritory,
  'ToDo': deskDoctypeTodoTodo,
  'UOM': setupDoctypeUomUom,
  'UOM Conversion Detail': stockDoctypeUomConversionDetailUomConversionDetail,
  'User': coreDoctypeUserUser,
  'User Permission': coreDoctypeUserPermissionUserPermission,
  'Version': coreDoctypeVersionVersion,
  'Visit Crew': fieldServiceDoctypeVisitCrewVisitCrew,
  'Visit Labour': fieldServiceDoctypeVisitLabourVisitLabour,
  'Visit Part': fieldServiceDoctypeVisitPartVisitPart,
  'Visit Step': fieldServiceDoctypeVisitStepVisitStep,
  'Warehouse': stockDoctypeWarehouseWarehouse,
  'Warehouse Type': stockDoctypeWarehouseTypeWarehouseType,
} as const satisfies Readonly<Record<string, DocTypeFile>>;

export const customizations: readonly CustomizationFile[] = [
  fieldServiceCustomCustomer,
  fieldServiceCustomIssue,
  fieldServiceCustomPurchaseInvoice,
  fieldServiceCustomStockEntry,
];
